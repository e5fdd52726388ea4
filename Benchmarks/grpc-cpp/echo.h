// The peer in gRPC C++, by its callback API: the fastest of its server APIs.
#pragma once

#include <string>

/// How load is made.
struct LoadOptions {
    int connections = 1;
    int in_flight = 64;
    double seconds = 5;
};

/// Answers on 127.0.0.1 until the process is ended.
void serve(int port);

/// Calls until the time is over and prints one line of JSON with what it found. Returns the program's exit code.
int load(int port, const LoadOptions& options);
