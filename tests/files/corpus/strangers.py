"""Kinds that are known and not taken, other than pictures, recordings and packages."""

from sello.files.sniff.reasons import (
    OpenEnvelope,
    ProgramRefused,
    ProtectedFile,
    SaveAsPdf,
    SaveAsSheet,
    SaveMails,
    Unpack,
)
from tests.files.corpus.case import Case, fixed

SIGNED = bytes.fromhex("308204b006092a864886f70d010702a0820400")
SEALED = bytes.fromhex("308204b006092a864886f70d010703a0820400")
TAR = b"acta.txt".ljust(257, b"\x00") + b"ustar\x0000" + bytes(300)

CASES: tuple[Case, ...] = (
    fixed("acta.rtf", b"{\\rtf1\\ansi hola}", SaveAsPdf),
    fixed("acta con marca.rtf", b"\xef\xbb\xbf{\\rtf1 hola}", SaveAsPdf),
    fixed("acta.ps", b"%!PS-Adobe-3.0\n", SaveAsPdf),
    fixed("logo.eps", b"\xc5\xd0\xd3\xc6" + bytes(40), SaveAsPdf),
    fixed("notas.one", bytes.fromhex("e4525c7b8cd8a74d") + bytes(40), SaveAsPdf),
    fixed("plano.dwg", b"AC1032" + bytes(40), SaveAsPdf),
    fixed("libro.djvu", b"AT&TFORM\x00\x00\x00\x20DJVU", SaveAsPdf),
    fixed("ayuda.chm", b"ITSF\x03\x00\x00\x00" + bytes(40), SaveAsPdf),
    fixed("logo.cdr", b"RIFF\x20\x00\x00\x00CDRA" + bytes(40), SaveAsPdf),
    fixed("base.accdb", b"\x00\x01\x00\x00Standard ACE DB" + bytes(40), SaveAsSheet),
    fixed("base.mdb", b"\x00\x01\x00\x00Standard Jet DB" + bytes(40), SaveAsSheet),
    fixed("base.sqlite", b"SQLite format 3\x00" + bytes(40), SaveAsSheet),
    fixed("fotos.rar", b"Rar!\x1a\x07\x01\x00" + bytes(40), Unpack),
    fixed("fotos viejo.rar", b"Rar!\x1a\x07\x00" + bytes(40), Unpack),
    fixed("fotos.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(40), Unpack),
    fixed("fotos.tar.gz", b"\x1f\x8b\x08\x00" + bytes(40), Unpack),
    fixed("fotos.bz2", b"BZh91AY&SY" + bytes(40), Unpack),
    fixed("fotos.xz", b"\xfd7zXZ\x00\x00\x04" + bytes(40), Unpack),
    fixed("fotos.zst", b"\x28\xb5\x2f\xfd\x00\x01" + bytes(40), Unpack),
    fixed("fotos.cab", b"MSCF\x00\x00\x00\x00" + bytes(40), Unpack),
    fixed("fotos.tar", TAR, Unpack),
    fixed("disco.iso", b"\x01" + bytes(32768) + b"CD001\x01" + bytes(40), Unpack),
    fixed("buzón.pst", b"!BDN\x00\x00\x00\x00" + bytes(40), SaveMails),
    fixed("decreto.pdf.p7m", SIGNED + bytes(40), OpenEnvelope),
    fixed("decreto texto.p7m", b"-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n", OpenEnvelope),
    fixed("cifrado.p7m", SEALED + bytes(40), ProtectedFile),
    fixed("programa.exe", b"MZ\x90\x00" + bytes(60), ProgramRefused),
    fixed("programa", b"\x7fELF\x02\x01" + bytes(60), ProgramRefused),
    fixed("clase.class", b"\xca\xfe\xba\xbe" + bytes(60), ProgramRefused),
)
