"""Small edition files for tests: one that is whole, and ways to spoil it."""

GOOD = """\
formato: 1
edicion:
  codigo: prueba
  version: "1"
  es: {titulo: Edición de prueba}
escala:
  tipo: si-no
  respuestas:
    - {codigo: "no", nombre: No se cumple, puntos: 0, cumple: "no"}
    - {codigo: "si", nombre: Se cumple, puntos: 1, cumple: "sí"}
  no_aplica: {permitido: "sí", maximo: 1}
niveles:
  - {codigo: bronce, nombre: Bronce, umbral: 60 %}
  - {codigo: oro, nombre: Oro, umbral: 80 %, pisos: {"1": 50 %}}
dimensiones:
  - codigo: "1"
    es: {titulo: Planificación}
    estandares:
      - codigo: "1.1"
        es: {titulo: Marco}
        requerimientos:
          - codigo: 1.1.1
            obligatorio_para: [bronce, oro]
            peso: "1,5"
            horas: 12
            procedencia: publicado
            es:
              titulo: Política
              pide: Que exista.
              medios: [Decreto, Plan]
          - codigo: 1.1.2
            es: {titulo: Programas, pide: Que midan.}
"""


def spoiled(old: str, new: str) -> bytes:
    """The good file with one place changed."""
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1).encode()
