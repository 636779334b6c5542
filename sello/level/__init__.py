"""The level engine: answers, decisions and evidence as plain values in, a level with its arithmetic out."""
