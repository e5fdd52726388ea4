// swift-format-ignore-file
// Generated from package danhba.imports.v1 by dev/proto.sh. Do not edit.

/// The messages and services of `danhba.imports.v1`.
public enum ImportsV1 {}
