// swift-format-ignore-file
// Generated from package danhba.contacts.v1 by dev/proto.sh. Do not edit.

/// The messages and services of `danhba.contacts.v1`.
public enum ContactsV1 {}
