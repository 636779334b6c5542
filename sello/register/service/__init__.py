"""What people do with the register, one function per intention."""

from sello.register.service.keeping import Said, create, edit
from sello.register.service.linking import ask, link_evidence

__all__ = ["Said", "ask", "create", "edit", "link_evidence"]
