"""What people do with tasks, one function per intention."""

from sello.tasks.service.asking import Asked, assign, create, create_many, edit
from sello.tasks.service.sight import sides
from sello.tasks.service.working import attach, comment, take_step

__all__ = ["Asked", "assign", "attach", "comment", "create", "create_many", "edit", "sides", "take_step"]
