"""The semáforo: a shape and a colour; the word beside it is given by the state that it shows."""

from sello.core.labels import N_, LabelledEnum


class Light(LabelledEnum):
    """The four lights; each has its own shape so that colour alone never carries the state."""

    GREEN = "green", N_("Verde")
    AMBER = "amber", N_("Amarillo")
    RED = "red", N_("Rojo")
    GREY = "grey", N_("Gris")
