"""Images, sounds and films: whole, cut, and of kinds that are not taken."""

import struct

from sello.files.sniff.reasons import (
    BrokenFile,
    HiddenArchive,
    SaveAsPicture,
    SaveAsRecording,
)
from tests.files import samples
from tests.files.corpus.case import Case, fixed

ZIPPED = samples.zipped({"a.txt": "a"})


def half(form: str) -> bytes:
    content = samples.image(form)
    return content[: len(content) // 2]


def riff(kind: bytes, length: int) -> bytes:
    return b"RIFF" + struct.pack("<I", length) + kind + bytes(40)


CASES: tuple[Case, ...] = (
    Case("foto.png", lambda: samples.image("PNG"), "png"),
    Case("foto.jpg", lambda: samples.image("JPEG"), "jpeg"),
    Case("foto.gif", lambda: samples.image("GIF"), "gif"),
    Case("foto.webp", lambda: samples.image("WEBP"), "webp"),
    Case("foto.tif", lambda: samples.image("TIFF"), "tiff"),
    Case("foto.heic", samples.MAKERS["heic"], "heic"),
    Case("media foto.png", lambda: half("PNG"), BrokenFile),
    Case("media foto.jpg", lambda: half("JPEG"), BrokenFile),
    Case("media foto.gif", lambda: half("GIF"), BrokenFile),
    Case("media foto.webp", lambda: half("WEBP"), BrokenFile),
    Case("media foto.tif", lambda: half("TIFF"), BrokenFile),
    Case("media foto.heic", lambda: samples.MAKERS["heic"]()[:-4], BrokenFile),
    Case("foto con cola.jpg", lambda: samples.image("JPEG") + bytes(100), "jpeg"),
    Case("foto con video detrás.jpg", lambda: samples.image("JPEG") + samples.MAKERS["mp4"](), "jpeg"),
    Case("sin marca final.jpg", lambda: samples.image("JPEG")[:-2], BrokenFile),
    Case("sin bloque final.png", lambda: samples.image("PNG")[:-12], BrokenFile),
    Case("zip detrás.png", lambda: samples.image("PNG") + ZIPPED, HiddenArchive),
    Case("zip y salto detrás.jpg", lambda: samples.image("JPEG") + ZIPPED + b"\n", HiddenArchive),
    Case("voz.amr", samples.amr, "amr"),
    fixed("voz ancha.amr", b"#!AMR-WB\n" + bytes(60), "amr"),
    Case("voz.wav", samples.wav, "wav"),
    fixed("grabada en vivo.wav", riff(b"WAVE", 0xFFFFFFFF), "wav"),
    Case("media voz.wav", lambda: samples.wav()[:300], BrokenFile),
    Case("voz.mp3", samples.mp3, "mp3"),
    Case("voz.m4a", samples.MAKERS["m4a"], "m4a"),
    Case("voz.ogg", samples.ogg, "ogg"),
    Case("media voz.m4a", lambda: samples.MAKERS["m4a"]()[:-5], BrokenFile),
    Case("media voz.ogg", lambda: samples.ogg()[:-5], BrokenFile),
    Case("video.mp4", samples.MAKERS["mp4"], "mp4"),
    Case("video.mov", samples.MAKERS["mov"], "mov"),
    Case("video.webm", samples.webm, "webm"),
    fixed("en vivo.webm", samples.webm()[:-1] + b"\x01" + b"\xff" * 7 + bytes(30), "webm"),
    fixed("medio video.webm", samples.webm()[:-1] + b"\x84\x01", BrokenFile),
    Case("medio video.mp4", lambda: samples.MAKERS["mp4"]()[:-3], BrokenFile),
    Case("medio video.mov", lambda: samples.MAKERS["mov"]()[:-9], BrokenFile),
    fixed("foto.bmp", b"BM" + struct.pack("<IHHII", 100, 0, 0, 54, 40) + bytes(80), SaveAsPicture),
    fixed("foto.avif", samples.boxes(b"avif", b"mif1"), SaveAsPicture),
    fixed("foto.psd", b"8BPS\x00\x01" + bytes(40), SaveAsPicture),
    fixed("foto.jp2", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(40), SaveAsPicture),
    fixed("dibujo.wmf", b"\xd7\xcd\xc6\x9a" + bytes(40), SaveAsPicture),
    fixed("dibujo.emf", b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(40), SaveAsPicture),
    fixed("sitio.ico", b"\x00\x00\x01\x00\x01\x00" + bytes(40), SaveAsPicture),
    fixed("video.mkv", samples.webm(b"matroska"), SaveAsRecording),
    fixed("video.avi", riff(b"AVI ", 44), SaveAsRecording),
    fixed("video.wmv", bytes.fromhex("3026b2758e66cf11") + bytes(40), SaveAsRecording),
    fixed("video.flv", b"FLV\x01\x05" + bytes(40), SaveAsRecording),
    fixed("video.mpg", b"\x00\x00\x01\xba" + bytes(40), SaveAsRecording),
    fixed("video.ogv", samples.ogg(b"\x80theora"), SaveAsRecording),
    fixed("video.3gp", samples.boxes(b"3gp5", b"3gp4"), SaveAsRecording),
    fixed("voz.flac", b"fLaC\x00\x00\x00\x22" + bytes(40), SaveAsRecording),
    fixed("voz.aiff", b"FORM\x00\x00\x00\x20AIFF" + bytes(40), SaveAsRecording),
    fixed("voz.caf", b"caff\x00\x01\x00\x00" + bytes(40), SaveAsRecording),
    fixed("voz.aac", b"\xff\xf1\x50\x80" + bytes(40), SaveAsRecording),
    fixed("himno.mid", b"MThd\x00\x00\x00\x06" + bytes(40), SaveAsRecording),
)
