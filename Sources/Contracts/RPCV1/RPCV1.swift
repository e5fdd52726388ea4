// swift-format-ignore-file
// Generated from package danhba.rpc.v1 by dev/proto.sh. Do not edit.

/// The messages and services of `danhba.rpc.v1`.
public enum RPCV1 {}
