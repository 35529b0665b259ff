"""Drives a command on a pseudo-terminal, as a person would: waits for a text, types an answer.

Reads {"command": [...], "steps": [{"until": "text", "type": "keys"}], "timeout": seconds} as JSON from its argument and
prints {"output": ..., "code": ...}. A step may give a "signal" instead of keys. A command that takes too long is killed and
has the code 124.
"""
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

task = json.loads(sys.argv[1])
steps = task["steps"]
child, terminal = pty.fork()
if child == 0:
    os.execvp(task["command"][0], task["command"])

fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
output = b""
seen = 0
deadline = time.monotonic() + task["timeout"]
late = False
while True:
    if time.monotonic() > deadline:
        late = True
        os.kill(child, signal.SIGKILL)
        break
    ready, _, _ = select.select([terminal], [], [], 0.05)
    if ready:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    if steps and steps[0]["until"].encode() in output[seen:]:
        seen = len(output)
        step = steps.pop(0)
        # The prompt draws itself first and listens then.
        time.sleep(0.05)
        if "signal" in step:
            os.kill(child, getattr(signal, step["signal"]))
        else:
            os.write(terminal, step["type"].encode())
_, status = os.waitpid(child, 0)
code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
print(json.dumps({"output": output.decode(errors="replace"), "code": 124 if late else code, "left": len(steps)}))
