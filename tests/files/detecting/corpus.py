"""Made documents of a town hall, each page with the kinds of personal data that stand on it.

The rules of the detector were tuned on `TUNING` alone. `HELD_OUT` has other templates, written after them,
another seed, and names of which about half are on no list of the rules.
"""

import random
from dataclasses import dataclass

from sello.files.detecting.findings import Kind

K = Kind


@dataclass(frozen=True)
class Made:
    """A page, and the kinds that are on it."""

    text: str
    kinds: frozenset[Kind]


def run(rng: random.Random, *, style: int | None = None) -> str:
    body = rng.randrange(5_000_000, 26_000_000)
    total = sum(int(digit) * (2 + at % 6) for at, digit in enumerate(reversed(str(body))))
    check = "0123456789K"[-total % 11]
    style = rng.randrange(3) if style is None else style
    dotted = f"{body:,}".replace(",", ".")
    return (f"{dotted}-{check}", f"{body}-{check}", f"{dotted} - {check.lower()}")[style]


def wrong_run(rng: random.Random) -> str:
    said = run(rng, style=0)
    return said[:-1] + ("1" if said[-1] != "1" else "2")


def mobile(rng: random.Random) -> str:
    a, b = rng.randrange(2000, 9999), rng.randrange(1000, 9999)
    return rng.choice((f"+56 9 {a} {b}", f"9 {a} {b}", f"+569{a}{b}", f"9{a}{b}"))


@dataclass(frozen=True)
class People:
    """Names to draw from."""

    first: tuple[str, ...]
    last: tuple[str, ...]

    def name(self, rng: random.Random) -> str:
        return f"{rng.choice(self.first)} {rng.choice(self.last)} {rng.choice(self.last)}"


KNOWN = People(
    ("María", "Juana", "Pedro", "Camila", "Luis", "Carolina", "Andrés", "Rosa", "Jorge", "Daniela", "Héctor"),
    (
        "Muñoz",
        "Soto",
        "Pérez",
        "Rojas",
        "Díaz",
        "Contreras",
        "Silva",
        "Sepúlveda",
        "Morales",
        "Araya",
        "Núñez",
    ),
)
OTHERS = People(
    (
        "Millaray",
        "Catalina",
        "Oriana",
        "Jean",
        "Wilma",
        "Tomás",
        "Ayelén",
        "Paola",
        "Dayana",
        "Ximena",
        "Elson",
    ),
    (
        "Quilodrán",
        "Fuentes",
        "Etchegaray",
        "Joseph",
        "Cayupán",
        "Vera",
        "Mamani",
        "Torres",
        "Zambrano",
        "Oyarzún",
    ),
)

NONE = frozenset[Kind]()

PLAIN_TUNING = (
    "DECRETO N° {n}/2026\nPeñalolén, 12 de marzo de 2026\nVISTOS: la Ley 18.695 y la Ley "
    "21.643.\nAPRUÉBASE el "
    "protocolo de prevención del acoso laboral y sexual y de la violencia en el trabajo.\nAnótese y "
    "archívese.\n"
    "{name}\nAlcaldesa",
    "Programa de prevención de violencia intrafamiliar\nDurante {n} atenciones se derivó a la red de "
    "salud. El "
    "{n} % declara ser migrante. Contacto: oirs@penalolen.example, Av. Grecia 8735, mesa central 2 2486 "
    "8000.",
    "Acta de reunión de la mesa de género\nPreside: {name}, Directora de Desarrollo Comunitario.\nSe "
    "revisa el "
    "avance del plan. Expone {name}, encargada del programa Mujer, sobre diversidad y pueblos originarios.",
    "Proveedor RUT 76.086.428-5, Servicios Andinos SpA. Orden de compra 2345-{n}-SE26 por $ 1.234.567. "
    "Cuenta presupuestaria 215-22-08-999.",
    "Informe de brechas\nPlanta: 412 mujeres y 390 hombres. Expediente 12531909-23. Folio 2026-{n}-4.\n"
    "Plaza Juana Rojas y Centro Gabriela Mistral abiertos a la comunidad migrante y mapuche.",
)
PERSONAL_TUNING = (
    ("Solicitante: {name}, RUN {run}, correo {mail}.", {K.RUN, K.EMAIL}),
    ("La señora {name} presentó una denuncia por acoso laboral en contra de su jefatura.", {K.COMPLAINT}),
    ("{name} hace uso de licencia médica por depresión desde el lunes.", {K.HEALTH}),
    (
        "Se informa que {name} es víctima de violencia intrafamiliar y pide medida cautelar.",
        {K.VIOLENCE, K.COMPLAINT},
    ),
    ("{name}, mujer trans, pidió usar su nombre social en la credencial.", {K.ORIENTATION}),
    ("{name}, de nacionalidad haitiana, pide orientación.", {K.ORIGIN}),
    ("Domiciliada en Pasaje Los Copihues {n}, Peñalolén. Celular {mobile}.", {K.ADDRESS, K.PHONE}),
    ("Depositar en la cuenta RUT N° {account} del Banco Estado.", {K.ACCOUNT}),
    (
        "LISTA DE ASISTENCIA\nTaller de liderazgo\n1. {name}\n2. {name}\n3. {name}\n4. {name}\n5. {name}",
        {K.PEOPLE},
    ),
    (
        "N°;Nombre;RUN;Firma\n1;{name};{run};\n2;{name};{run};\n3;{name};{run};\n4;{name};{run};",
        {K.PEOPLE, K.RUN},
    ),
    ("Ante consultas escribir a {mail} o llamar al {mobile}.", {K.EMAIL, K.PHONE}),
    ("Participante {wrong}: no valida. Dirección particular: calle Las Torres {n}, depto. 34.", {K.ADDRESS}),
)
PLAIN_HELD_OUT = (
    "RESOLUCIÓN EXENTA N° {n}\nDesígnase a {name}, profesional grado 9, como fiscal para instruir el "
    "proceso a "
    "que se refiere el decreto 441. Notifíquese.\nPor orden del alcalde, {name}, Administrador Municipal.",
    "Boletín municipal\nEl {n} de agosto abrió el Centro de la Mujer, que atiende a víctimas de violencia y "
    "orienta en salud mental. Dirección: Calle Central {n}. Escríbanos a programamujer@municipio.example.",
    "Estudio: 32 % de las personas encuestadas nació en el extranjero; 14 % declara pertenecer al "
    "pueblo mapuche; "
    "9 % vive con discapacidad. No se recogieron nombres. Fuente: elaboración propia, tabla {n}.",
    "Bases del concurso\nLa garantía se gira a nombre de la Municipalidad, RUT 69.254.000-K. Consultas por "
    "el foro hasta el 23-11-2026. Presupuesto: $ 45.600.{n}.",
    "Programa de la jornada\n09:00 Palabras de bienvenida, {name}, Concejala\n10:00 Violencia digital, "
    "relatora "
    "{name}\n11:00 Salud y cuidados, psicóloga {name}\n12:00 Cierre, {name}, Directora de Género",
    "La biblioteca Pedro Lemebel y el pasaje peatonal Los Aromos recibieron {n} visitas. ISBN "
    "978-956-12-3456-7.",
    "Manual del canal de denuncias: la persona denunciante puede pedir reserva. Plazo: {n} días. "
    "Fono Violencia contra las Mujeres 1455; Salud Responde 600 360 7777.",
)
PERSONAL_HELD_OUT = (
    (
        "Comparece doña {name}, cédula de identidad {run}, con domicilio en Av. Tobalaba {n}, casa 12.",
        {K.RUN, K.ADDRESS},
    ),
    (
        "En la entrevista, {name} relata que su supervisor la hostigaba y pidió abrir un sumario.",
        {K.COMPLAINT},
    ),
    (
        "Se adjunta certificado: {name} se encuentra en tratamiento psiquiátrico y mantiene reposo.",
        {K.HEALTH},
    ),
    ("Usuaria {name}: su ex pareja la amenazó; cuenta con orden de alejamiento vigente.", {K.VIOLENCE}),
    ("Don {name} señala que fue discriminado en el vestidor por ser homosexual.", {K.ORIENTATION}),
    (
        "La trabajadora {name} pertenece a una comunidad mapuche y pide permiso para el We Tripantu.",
        {K.ORIGIN},
    ),
    (
        "Transferir a {name}, cuenta vista del Banco del Sur, número {account}, aviso a {mail}.",
        {K.ACCOUNT, K.EMAIL},
    ),
    ("Nómina de beneficiarias\n{upper}\n{upper}\n{upper}\n{upper}\n{upper}\n{upper}", {K.PEOPLE}),
    (
        "Apellidos y nombres | Teléfono | Correo\n{turned} | {mobile} | {mail}\n{turned} | {mobile} | "
        "{mail}\n"
        "{turned} | {mobile} | {mail}\n{turned} | {mobile} | {mail}\n{turned} | {mobile} | {mail}",
        {K.PEOPLE, K.PHONE, K.EMAIL},
    ),
    (
        "Avisar a la madre, {name} (fono {mobile}), que vive en Los Presidentes {n}, block C.",
        {K.PHONE, K.ADDRESS},
    ),
    ("RUT trabajador: {run}\nCausa: embarazo de {name}, fuero hasta diciembre.", {K.RUN, K.HEALTH}),
    ("Certifico que {name}, refugiada siria, participa desde abril en el taller.", {K.ORIGIN}),
    ("Minuta reservada: {name} denunció a {name} por tocaciones en la bodega.", {K.COMPLAINT}),
    ("La alumna {name} llegó con golpes; se derivó a la casa de acogida.", {K.VIOLENCE}),
)
PADDING = (
    "El equipo acordó revisar el plan en la próxima sesión.",
    "Se deja constancia de lo anterior para los fines que procedan.",
    "La unidad enviará el informe dentro del plazo.",
    "Se agradece la colaboración de las organizaciones de la comuna.",
)


def _filled(template: str, people: People, rng: random.Random) -> str:
    said = template
    makers = {
        "{name}": lambda: people.name(rng),
        "{upper}": lambda: people.name(rng).upper(),
        "{turned}": lambda: (
            f"{rng.choice(people.last)} {rng.choice(people.last)}, {rng.choice(people.first)}"
        ),
        "{run}": lambda: run(rng),
        "{wrong}": lambda: wrong_run(rng),
        "{mobile}": lambda: mobile(rng),
        "{mail}": lambda: (
            f"{rng.choice(people.first).lower()}.{rng.choice(people.last).lower()}@correo.example"
        ),
        "{account}": lambda: str(rng.randrange(10_000_000, 999_999_999)),
        "{n}": lambda: str(rng.randrange(100, 999)),
    }
    for mark, make in makers.items():
        while mark in said:
            said = said.replace(mark, make(), 1)
    return said


def made(plain, personal, people: tuple[People, ...], seed: int, size: int) -> tuple[Made, ...]:
    """Half of the pages without personal data, half with one or two passages of them between others."""
    rng, pages = random.Random(seed), []
    for number in range(size):
        if number % 2:
            said, kinds = [rng.choice(plain)], NONE
        else:
            some = rng.sample(personal, rng.choice((1, 1, 2)))
            said = [template for template, _ in some]
            kinds = frozenset[Kind]().union(*(found for _, found in some))
        parts = [_filled(each, rng.choice(people), rng) for each in said]
        for _ in range(rng.randrange(3)):
            parts.insert(rng.randrange(len(parts) + 1), rng.choice(PADDING))
        pages.append(Made("\n\n".join(parts), kinds))
    return tuple(pages)


def tuning(size: int = 600) -> tuple[Made, ...]:
    """What the rules were tuned on."""
    return made(PLAIN_TUNING, PERSONAL_TUNING, (KNOWN,), 21_719, size)


def held_out(size: int = 600) -> tuple[Made, ...]:
    """What they were not tuned on."""
    return made(PLAIN_HELD_OUT, PERSONAL_HELD_OUT, (KNOWN, OTHERS), 19_628, size)
