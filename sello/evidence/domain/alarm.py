"""What is written about files that are dangerous."""

from sello.core.labels import N_, LabelledEnum


class AlarmMail(LabelledEnum):
    """What such a mail is about; nobody turns it off."""

    QUARANTINE = "quarantine", N_("Archivo en cuarentena")
