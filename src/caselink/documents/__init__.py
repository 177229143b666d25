"""What leaves, written.

reportlab runs files of these names as code when it is imported, from the user's home where there are no such modules.
Here it finds them, and nothing in them.
"""

from __future__ import annotations

import sys
from types import ModuleType

sys.modules.update({name: ModuleType(name) for name in ("reportlab_mods", "reportlab_settings")})
