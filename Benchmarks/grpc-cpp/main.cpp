#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "echo.h"

namespace {

constexpr const char* usage =
    "usage: grpc-cpp-echo serve PORT\n"
    "       grpc-cpp-echo load PORT [--connections C] [--in-flight N] [--seconds S]\n"
    "       grpc-cpp-echo stream PORT [--kind produce|consume] [--message-bytes B] [--seconds S]\n";

LoadOptions load_options(int count, char** words) {
    LoadOptions options;
    for (int i = 0; i < count; i += 2) {
        const std::string name = words[i];
        if (i + 1 == count) throw std::invalid_argument(name);
        const std::string value = words[i + 1];
        if (name == "--connections") {
            options.connections = std::stoi(value);
        } else if (name == "--in-flight") {
            options.in_flight = std::stoi(value);
        } else if (name == "--seconds") {
            options.seconds = std::stod(value);
        } else if (name == "--kind" && (value == "produce" || value == "consume")) {
            options.kind = value;
        } else if (name == "--message-bytes") {
            options.message_bytes = std::stoi(value);
        } else {
            throw std::invalid_argument(name);
        }
    }
    return options;
}

}  // namespace

int main(int count, char** words) {
    try {
        const std::string command = count > 2 ? words[1] : "";
        if (command == "serve") {
            serve(std::stoi(words[2]));
            return EXIT_SUCCESS;
        }
        if (command == "load") return load(std::stoi(words[2]), load_options(count - 3, words + 3));
        if (command == "stream") return stream(std::stoi(words[2]), load_options(count - 3, words + 3));
    } catch (const std::logic_error& error) {
        std::fprintf(stderr, "grpc-cpp-echo: not understood: %s\n", error.what());
    }
    std::fputs(usage, stderr);
    return 2;
}
