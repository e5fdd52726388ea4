// swift-format-ignore-file
// Generated from package danhba.sample.v1 by dev/proto.sh. Do not edit.

/// The messages and services of `danhba.sample.v1`.
public enum SampleV1 {}
