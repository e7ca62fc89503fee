"""A line to a server: line.py PORT SERVER_PORT FILE. While FILE holds a number, everything is cut once so many bytes were sent."""

import socket
import sys
import threading

port, server, limit_file = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
sent = 0
lock = threading.Lock()


def limit():
    try:
        return int(open(limit_file).read())
    except (OSError, ValueError):
        return None


def is_cut(count):
    global sent
    with lock:
        if limit() is None:
            sent = 0
            return False
        sent += count
        return sent > limit()


def close(*sockets):
    for one in sockets:
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        one.close()


def carry(source, target, counts):
    try:
        while data := source.recv(65536):
            if counts and is_cut(len(data)):
                break
            target.sendall(data)
    except OSError:
        pass
    close(source, target)


with socket.create_server(("127.0.0.1", port)) as listener:
    while True:
        client, _ = listener.accept()
        if is_cut(0):
            close(client)
            continue
        try:
            upstream = socket.create_connection(("127.0.0.1", server))
        except OSError:
            close(client)
            continue
        threading.Thread(target=carry, args=(client, upstream, True), daemon=True).start()
        threading.Thread(target=carry, args=(upstream, client, False), daemon=True).start()
