// swift-format-ignore-file
// Generated from package danhba.fields.v1 by dev/proto.sh. Do not edit.

/// The messages and services of `danhba.fields.v1`.
public enum FieldsV1 {}
