#!/usr/bin/env bash
# Regenerates the Swift code of proto/echo.proto. It is committed, since building the generators takes minutes.
set -euo pipefail
cd "$(dirname "$0")"

scratch=${BUILD_FOLDER:-.build}
out=Sources/grpc-swift-echo/Generated

swift package --scratch-path "$scratch" resolve
for product in protoc-gen-swift protoc-gen-grpc-swift-2; do
    swift build --package-path "$scratch/checkouts/grpc-swift-protobuf" --scratch-path "$scratch/generators" \
        --product "$product"
done
generators=$scratch/generators/debug
protoc --proto_path=proto --plugin="$generators/protoc-gen-swift" --plugin="$generators/protoc-gen-grpc-swift-2" \
    --swift_out="$out" --grpc-swift-2_out="$out" proto/echo.proto
