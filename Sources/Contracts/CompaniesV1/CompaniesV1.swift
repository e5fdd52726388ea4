// swift-format-ignore-file
// Generated from package danhba.companies.v1 by dev/proto.sh. Do not edit.

/// The messages and services of `danhba.companies.v1`.
public enum CompaniesV1 {}
