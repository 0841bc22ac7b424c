"""Starts one part of the site with a fault planned.

CRASH_AT=D5 kills the process at that checkpoint, STOP_AT=D5 freezes it there, once.
LEASE, BACK_OFF and PATIENCE, in seconds, stand in place of what production waits.
"""

import os
import signal
import sys

import core.checkpoints

stopped = []


def checkpoint(label):
    if os.environ.get("CRASH_AT") == label:
        os.kill(os.getpid(), signal.SIGKILL)
    if os.environ.get("STOP_AT") == label and not stopped:
        stopped.append(label)
        os.kill(os.getpid(), signal.SIGSTOP)


core.checkpoints.checkpoint = checkpoint  # before anybody takes the other one


def main(part, *arguments):
    os.environ["DJANGO_SETTINGS_MODULE"] = "helpdesk.settings"
    import django

    django.setup()
    _shorten_waits()
    if part == "manage":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["manage.py", *arguments])
    elif part == "worker":
        from helpdesk.celery import app

        app.worker_main(["worker", "--pool", "threads", "--without-gossip", *arguments])
    elif part == "web":
        _serve(int(arguments[0]))
    elif part == "crowd":
        from tests.faults.crowd import crowd

        crowd()
    elif part == "voters":
        from tests.faults.voters import voters

        voters()
    else:
        from tests.faults import scene

        getattr(scene, part)(*arguments)


def _shorten_waits():
    from datetime import timedelta

    from notifications import delivery, transport

    if seconds := os.environ.get("LEASE"):
        delivery.LEASE = timedelta(seconds=float(seconds))
    if seconds := os.environ.get("BACK_OFF"):
        delivery.BACK_OFF = (float(seconds),)
    if seconds := os.environ.get("PATIENCE"):
        transport.PATIENCE = float(seconds)


def _serve(port):
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from helpdesk.wsgi import application

    server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    server.set_app(application)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
