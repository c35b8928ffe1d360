"""Register files: a plan, its people, updates and readings as folders of CSV (`design.md` section 7)."""

from store.register_files.errors import RegisterFileError
from store.register_files.people_import import import_people
from store.register_files.readings_import import import_readings
from store.register_files.register_export import export_register, register_rows
from store.register_files.register_import import import_register
from store.register_files.report import ImportReport
from store.register_files.updates_import import import_updates

__all__ = [
    "ImportReport",
    "RegisterFileError",
    "export_register",
    "import_people",
    "import_readings",
    "import_register",
    "import_updates",
    "register_rows",
]
