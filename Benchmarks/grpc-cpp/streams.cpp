#include <grpcpp/grpcpp.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>

#include "echo.h"
#include "streams.grpc.pb.h"

namespace {

namespace wire = danhba::benchmarks::v1;
using Clock = std::chrono::steady_clock;

/// What both ends of a transfer share: how many messages went through, and when the call has ended.
class Transfer {
  public:
    explicit Transfer(Clock::time_point end) : end_(end) {}

    bool is_over() const { return Clock::now() >= end_; }

    void end(const grpc::Status& status) {
        const std::lock_guard<std::mutex> lock(mutex_);
        status_ = status;
        is_done_ = true;
        done_.notify_one();
    }

    grpc::Status wait() {
        std::unique_lock<std::mutex> lock(mutex_);
        done_.wait(lock, [this] { return is_done_; });
        return status_;
    }

    int64_t count = 0;

  private:
    Clock::time_point end_;
    std::mutex mutex_;
    std::condition_variable done_;
    bool is_done_ = false;
    grpc::Status status_;
};

/// Reads what the server produces.
class Reader final : public grpc::ClientReadReactor<wire::EchoResponse> {
  public:
    Reader(wire::Streams::Stub& stub, int bytes, Transfer& transfer) : bytes_(bytes), transfer_(transfer) {
        request_.set_reply_bytes(bytes);
        stub.async()->Produce(&context_, &request_, this);
        StartRead(&response_);
        StartCall();
    }

    void OnReadDone(bool ok) override {
        if (!ok) return;
        if (transfer_.is_over() || response_.payload().size() != static_cast<size_t>(bytes_)) {
            context_.TryCancel();
            return;
        }
        ++transfer_.count;
        StartRead(&response_);
    }

    void OnDone(const grpc::Status& status) override { transfer_.end(status); }

  private:
    int bytes_;
    Transfer& transfer_;
    grpc::ClientContext context_;
    wire::EchoRequest request_;
    wire::EchoResponse response_;
};

/// Writes what the server consumes.
class Writer final : public grpc::ClientWriteReactor<wire::EchoRequest> {
  public:
    Writer(wire::Streams::Stub& stub, int bytes, Transfer& transfer) : transfer_(transfer) {
        request_.mutable_payload()->assign(static_cast<size_t>(bytes), '\0');
        stub.async()->Consume(&context_, &response_, this);
        StartWrite(&request_);
        StartCall();
    }

    void OnWriteDone(bool ok) override {
        if (!ok) return;
        ++transfer_.count;
        if (transfer_.is_over()) {
            StartWritesDone();
        } else {
            StartWrite(&request_);
        }
    }

    void OnDone(const grpc::Status& status) override { transfer_.end(status); }

  private:
    Transfer& transfer_;
    grpc::ClientContext context_;
    wire::EchoRequest request_;
    wire::EchoResponse response_;
};

}  // namespace

int stream(int port, const LoadOptions& options) {
    const auto channel =
        grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials());
    if (!channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10))) {
        std::fprintf(stderr, "grpc-cpp-echo: no server at port %d\n", port);
        return 1;
    }
    const auto stub = wire::Streams::NewStub(channel);
    const auto started = Clock::now();
    Transfer transfer(
        started + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds)));
    grpc::Status status;
    if (options.kind == "produce") {
        const Reader reader(*stub, options.message_bytes, transfer);
        status = transfer.wait();
    } else {
        const Writer writer(*stub, options.message_bytes, transfer);
        status = transfer.wait();
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - started).count();
    const double per_second = static_cast<double>(transfer.count) / seconds;
    std::printf(
        "{\"messages\":%lld,\"seconds\":%.3f,\"messages_per_second\":%.0f,\"mb_per_second\":%.2f}\n",
        static_cast<long long>(transfer.count), seconds, per_second, per_second * options.message_bytes / 1e6);
    // A call that the reader gave up ends as cancelled.
    return status.ok() || status.error_code() == grpc::StatusCode::CANCELLED ? 0 : 1;
}
