"""A collector over gRPC: prints the names of the metrics that it gets, and how many bytes each request had."""

import concurrent.futures
import re
import sys
import threading

import grpc

NAME = re.compile(rb"(?:hw|ecocode)\.[a-z0-9_.]+[a-z]")


def export(request, context):
    for name in sorted(set(NAME.findall(request))):
        print(name.decode(), len(request), flush=True)
    return b""


METHODS = {"Export": grpc.unary_unary_rpc_method_handler(export)}
server = grpc.server(concurrent.futures.ThreadPoolExecutor(2))
server.add_generic_rpc_handlers(
    (grpc.method_handlers_generic_handler("opentelemetry.proto.collector.metrics.v1.MetricsService", METHODS),)
)
server.add_insecure_port("127.0.0.1:" + sys.argv[1])
server.start()
print("ready", flush=True)
threading.Event().wait()
