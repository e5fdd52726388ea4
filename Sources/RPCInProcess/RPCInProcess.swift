// RPCInProcess
