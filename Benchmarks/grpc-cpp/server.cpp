#include <grpcpp/grpcpp.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "echo.grpc.pb.h"
#include "echo.h"

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

}  // namespace

void serve(int port) {
    EchoService service;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:" + std::to_string(port), grpc::InsecureServerCredentials());
    builder.RegisterService(&service);
    const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    if (!server) {
        std::cerr << "grpc-cpp-echo: cannot listen on port " << port << "\n";
        std::exit(EXIT_FAILURE);
    }
    server->Wait();
}
