#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "echo.grpc.pb.h"
#include "echo.h"

namespace {

namespace wire = danhba::benchmarks::v1;
using Clock = std::chrono::steady_clock;

constexpr int reply_bytes = 200;

/// The calls of one connection: each is started again when it is answered, until the time is over.
class Connection {
  public:
    explicit Connection(int port) {
        grpc::ChannelArguments arguments;
        // Without it, channels to one address share a connection.
        arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
        channel_ = grpc::CreateCustomChannel(
            "127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials(), arguments);
        stub_ = wire::Diagnostics::NewStub(channel_);
        request_.set_reply_bytes(reply_bytes);
    }

    bool connect() { return channel_->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10)); }

    void start(int in_flight, Clock::time_point end) {
        end_ = end;
        open_ = in_flight;
        for (int i = 0; i < in_flight; ++i) calls_.push_back(std::make_unique<Call>());
        for (const auto& call : calls_) send(*call);
    }

    /// Waits until every call is answered.
    void finish() {
        std::unique_lock<std::mutex> lock(mutex_);
        idle_.wait(lock, [this] { return open_ == 0; });
    }

    std::vector<int64_t> nanoseconds;
    int64_t errors = 0;

  private:
    struct Call {
        std::unique_ptr<grpc::ClientContext> context;
        wire::EchoResponse response;
        Clock::time_point started;
    };

    void send(Call& call) {
        call.context = std::make_unique<grpc::ClientContext>();
        call.response.Clear();
        call.started = Clock::now();
        stub_->async()->Echo(
            call.context.get(), &request_, &call.response,
            [this, &call](const grpc::Status& status) { answered(call, status); });
    }

    void answered(Call& call, const grpc::Status& status) {
        const auto now = Clock::now();
        {
            const std::lock_guard<std::mutex> lock(mutex_);
            if (now < end_) {
                nanoseconds.push_back(std::chrono::nanoseconds(now - call.started).count());
                if (!status.ok() || call.response.payload().size() != reply_bytes) ++errors;
            } else {
                --open_;
                idle_.notify_one();
                return;
            }
        }
        send(call);
    }

    std::shared_ptr<grpc::Channel> channel_;
    std::unique_ptr<wire::Diagnostics::Stub> stub_;
    wire::EchoRequest request_;
    std::vector<std::unique_ptr<Call>> calls_;
    Clock::time_point end_;

    /// Guards what the callbacks change; they come on gRPC's threads.
    std::mutex mutex_;
    std::condition_variable idle_;
    int open_ = 0;
};

/// A percentile in microseconds; 0 of no values.
double percentile(std::vector<int64_t>& values, double part) {
    if (values.empty()) return 0;
    const auto nth = values.begin() + static_cast<int64_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), nth, values.end());
    return static_cast<double>(*nth) / 1000;
}

}  // namespace

int load(int port, const LoadOptions& options) {
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < options.connections; ++i) {
        connections.push_back(std::make_unique<Connection>(port));
        if (!connections.back()->connect()) {
            std::fprintf(stderr, "grpc-cpp-echo: no server at port %d\n", port);
            return 1;
        }
    }
    const auto duration = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
    const auto end = Clock::now() + duration;
    for (const auto& connection : connections) connection->start(options.in_flight, end);

    std::vector<int64_t> all;
    int64_t errors = 0;
    for (const auto& connection : connections) {
        connection->finish();
        all.insert(all.end(), connection->nanoseconds.begin(), connection->nanoseconds.end());
        errors += connection->errors;
    }
    const auto rps = static_cast<int64_t>(static_cast<double>(all.size()) / options.seconds);
    const double p50 = percentile(all, 0.5), p99 = percentile(all, 0.99);
    std::printf(
        "{\"requests\":%zu,\"errors\":%lld,\"seconds\":%.1f,\"rps\":%lld,\"p50_us\":%.1f,\"p99_us\":%.1f}\n",
        all.size(), static_cast<long long>(errors), options.seconds, static_cast<long long>(rps), p50, p99);
    return errors == 0 ? 0 : 1;
}
