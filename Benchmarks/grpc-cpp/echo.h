// The peer in gRPC C++, by its callback API: the fastest of its server APIs.
#pragma once

#include <string>

/// How load is made.
struct LoadOptions {
    int connections = 1;
    int in_flight = 64;
    double seconds = 5;
    /// Of a stream: `produce`, where the server sends, or `consume`, where it reads.
    std::string kind = "produce";
    /// Of each of a stream's messages.
    int message_bytes = 64;
};

/// Answers on 127.0.0.1 until the process is ended.
void serve(int port);

/// Calls until the time is over and prints one line of JSON with what it found. Returns the program's exit code.
int load(int port, const LoadOptions& options);

/// Sends messages through one stream until the time is over and prints one line of JSON with what went through. Returns
/// the program's exit code.
int stream(int port, const LoadOptions& options);
