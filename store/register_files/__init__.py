"""Register files: a plan, its people, updates and readings as folders of CSV (`design.md` section 7)."""

from store.register_files.errors import RegisterFileError
from store.register_files.export.register_export import export_register, register_rows
from store.register_files.people.people_import import import_people
from store.register_files.plan.readings_import import import_readings
from store.register_files.plan.register_import import import_register
from store.register_files.plan.updates_import import import_updates
from store.register_files.report import ImportReport

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
