// swift-format-ignore-file
// Generated from package danhba.campaigns.v1 by dev/proto.sh. Do not edit.

/// The messages and services of `danhba.campaigns.v1`.
public enum CampaignsV1 {}
