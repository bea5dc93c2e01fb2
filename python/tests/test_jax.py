"""JAX, by a fake of what is asked of it.

docs/frameworks.md says what was run besides.
"""

from __future__ import annotations

import unittest

from program import ProgramTest, WARM


class Jax(ProgramTest):
    def test_work_is_waited_for_and_compiling_is_told_apart(self) -> None:
        outcome = self.run_program(
            WARM
            + """
import types
jax = types.ModuleType("jax")
waited, listeners = [], []
jax.block_until_ready = lambda given: waited.append(given) or given
jax.monitoring = types.ModuleType("jax.monitoring")
jax.monitoring.register_event_duration_secs_listener = listeners.append
sys.modules.update({"jax": jax, "jax.monitoring": jax.monitoring})
from ecotrack.integrations.jax import Compilation, window, wrap_step
warm()
def compiles(seconds, event="backend_compile_duration"):
    time.sleep(seconds)
    for one in listeners: one("/jax/core/compile/" + event, seconds, fun_name="step")
step = wrap_step(lambda x: x + 1)
with Compilation() as compiling:
    with window("epoch") as epoch:
        compiles(0.05)
        compiles(0.001)
        compiles(0.02, "jaxpr_trace_duration")
        compiles(0.02, "jaxpr_to_mlir_module_duration")
        state = step(step(0))
        epoch.wait_for(state)
compiles(0.05)
with Compilation(): pass
session().read()
told([waited, len(listeners), len(compiling.results), compiling.energy_joules, epoch.result.energy_joules])
""",
        )
        waited, listeners, compiled, energy, whole = outcome.told
        self.assertEqual([1, 2, 2], waited)
        self.assertEqual((1, 2), (listeners, compiled))
        self.assertAlmostEqual(0.7, energy, places=5)
        self.assertGreater(whole, energy)


if __name__ == "__main__":
    unittest.main()
