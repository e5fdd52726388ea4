#include <grpcpp/grpcpp.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "echo.grpc.pb.h"
#include "echo.h"
#include "streams.grpc.pb.h"

namespace {

namespace wire = danhba::benchmarks::v1;

class EchoService final : public wire::Diagnostics::CallbackService {
    grpc::ServerUnaryReactor* Echo(
        grpc::CallbackServerContext* context, const wire::EchoRequest* request,
        wire::EchoResponse* response) override {
        if (request->reply_bytes() > 0) {
            response->mutable_payload()->assign(static_cast<size_t>(request->reply_bytes()), '\0');
        } else {
            response->set_payload(request->payload());
        }
        auto* reactor = context->DefaultReactor();
        reactor->Finish(grpc::Status::OK);
        return reactor;
    }
};

/// Sends one message after the other until the client goes.
class Producer final : public grpc::ServerWriteReactor<wire::EchoResponse> {
  public:
    explicit Producer(int bytes) {
        response_.mutable_payload()->assign(static_cast<size_t>(bytes), '\0');
        StartWrite(&response_);
    }

    void OnWriteDone(bool ok) override {
        if (ok) {
            StartWrite(&response_);
        } else {
            Finish(grpc::Status::CANCELLED);
        }
    }

    void OnDone() override { delete this; }

  private:
    wire::EchoResponse response_;
};

/// Reads messages until the client has sent its last.
class Consumer final : public grpc::ServerReadReactor<wire::EchoRequest> {
  public:
    Consumer() { StartRead(&request_); }

    void OnReadDone(bool ok) override {
        if (ok) {
            StartRead(&request_);
        } else {
            Finish(grpc::Status::OK);
        }
    }

    void OnDone() override { delete this; }

  private:
    wire::EchoRequest request_;
};

class StreamsService final : public wire::Streams::CallbackService {
    grpc::ServerWriteReactor<wire::EchoResponse>* Produce(
        grpc::CallbackServerContext*, const wire::EchoRequest* request) override {
        return new Producer(request->reply_bytes());
    }

    grpc::ServerReadReactor<wire::EchoRequest>* Consume(
        grpc::CallbackServerContext*, wire::EchoResponse*) override {
        return new Consumer();
    }
};

}  // namespace

void serve(int port) {
    EchoService service;
    StreamsService streams;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:" + std::to_string(port), grpc::InsecureServerCredentials());
    builder.RegisterService(&service);
    builder.RegisterService(&streams);
    const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    if (!server) {
        std::cerr << "grpc-cpp-echo: cannot listen on port " << port << "\n";
        std::exit(EXIT_FAILURE);
    }
    server->Wait();
}
