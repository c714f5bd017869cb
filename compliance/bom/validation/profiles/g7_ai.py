# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""G7 SBOM for AI, Minimum Elements, 12 May 2026: 7 clusters, 50 elements."""

from dataclasses import replace

from compliance.bom.validation.profiles import cisa_2026
from compliance.bom.validation.profiles._support import checks
from compliance.bom.validation.profiles.interface import Field, Level, Profile

_STATEMENT = "metadata.component.properties[name=lexbom:statement:{}].value"
_MODELS = "components[type=machine-learning-model]"
_LICENCES = (
    "licenses[].expression",
    "licenses[].license.id",
    "licenses[].license.name",
    "evidence.licenses[].expression",
    "evidence.licenses[].license.id",
)
_HASH = (
    "`lexbom sbom` computes it for files at hand; of a model or data set fetched elsewhere nobody here can"
)
_PRODUCER = '[[suppliers]] components = ["hub:..."], producer = { name, email, url }'


def _as_cisa(identifier: str, title: str, taken: str) -> Field:
    """An element of the metadata cluster, which goes where the field of CISA 2026 goes."""
    field = cisa_2026.PROFILE.field(taken)
    assert field is not None
    return replace(field, id=identifier, title=title, level=Level.RECOMMENDED, section="Metadata", note="")


def _element(
    cluster: str, of: str, identifier: str, title: str, paths: tuple[str, ...], fill: str, **more: object
) -> Field:
    return replace(Field(identifier, title, Level.RECOMMENDED, cluster, of, paths, fill), **more)  # type: ignore[arg-type]


def _system(identifier: str, title: str, paths: tuple[str, ...], fill: str, **more: object) -> Field:
    return _element("System level properties", "document", identifier, title, paths, fill, **more)


def _describe_g7_ai_model(
    identifier: str, title: str, paths: tuple[str, ...], fill: str, **more: object
) -> Field:
    return _element("Models", "model", f"model-{identifier}", f"Model {title}", paths, fill, **more)


def _dataset(identifier: str, title: str, paths: tuple[str, ...], fill: str, **more: object) -> Field:
    return _element(
        "Dataset properties", "dataset", f"dataset-{identifier}", f"Dataset {title}", paths, fill, **more
    )


def _take_g7_ai_statement(cluster: str, word: str, title: str, *paths: str, what: str = "...") -> Field:
    """An element in free text, for which `[statements]` has a key."""
    fill = f'[statements] {word} = "{what}"'
    places = (*paths, _STATEMENT.format(word))
    return _element(cluster, "document", word, title, places, fill, unknown=word, free_text=True)


_METADATA = (
    _as_cisa("sbom-author", "SBOM author", "sbom-author"),
    _as_cisa("sbom-version", "SBOM version", "sbom-version"),
    _as_cisa("sbom-data-format-name", "SBOM data format name", "data-format-name"),
    _as_cisa("sbom-data-format-version", "SBOM data format version", "data-format-version"),
    _as_cisa("sbom-author-signature", "SBOM author signature", "sbom-author-signature"),
    _as_cisa("sbom-tool-name", "SBOM tool name", "tool-name"),
    _as_cisa("sbom-tool-version", "SBOM tool version", "tool-version"),
    _as_cisa("sbom-generation-context", "SBOM generation context", "generation-context"),
    _as_cisa("sbom-timestamp", "SBOM timestamp", "timestamp"),
    _as_cisa("sbom-dependency-relationship", "SBOM dependency relationship", "dependency-relationship"),
)
_SYSTEM = (
    _system("system-name", "System name", ("metadata.component.name",), "[product] name"),
    _system(
        "system-components",
        "System components",
        ("components[].name", "services[].name"),
        "`lexbom sbom` lists what it finds",
    ),
    _system(
        "system-producer",
        "System producer",
        ("metadata.component.manufacturer.name", "metadata.component.authors[].name"),
        "[product] manufacturer = { name, email, url }",
    ),
    _system(
        "system-version",
        "System version",
        ("metadata.component.version",),
        "[product] version, or [project] version in pyproject.toml",
    ),
    _system(
        "system-timestamp",
        "System timestamp",
        ("metadata.component.releaseNotes.timestamp", _STATEMENT.format("released")),
        '[statements] released = "2026-11-20"',
        unknown="released",
    ),
    _take_g7_ai_statement(
        "System level properties", "data-flow", "System data flow", "services[].data[].flow"
    ),
    _take_g7_ai_statement(
        "System level properties", "data-usage", "System data usage", "services[].data[].governance.owners[]"
    ),
    _take_g7_ai_statement("System level properties", "inputs-outputs", "System input/output properties"),
    _take_g7_ai_statement(
        "System level properties",
        "application-area",
        "Intended application area",
        "metadata.component.description",
    ),
)
_OF_MODELS = (
    _describe_g7_ai_model("name", "name", ("name",), "[[models]] name"),
    _describe_g7_ai_model(
        "identifier",
        "identifier",
        ("purl", "cpe", "swid.tagId", "swhid[]"),
        "[[models]] id; of hub models and models in packages `lexbom sbom` knows the purl",
        unknown="identifiers",
    ),
    _describe_g7_ai_model(
        "version",
        "version",
        ("version",),
        "Pin the revision in the call that loads it, or state [[models]] version",
        unknown="version",
    ),
    _describe_g7_ai_model(
        "timestamp",
        "timestamp",
        ("releaseNotes.timestamp", "modelCard.properties[name=lexbom:released].value"),
        '[[models]] released = "2026-11-20"',
        unknown="released",
    ),
    _describe_g7_ai_model(
        "producer", "producer", ("manufacturer.name", "authors[].name"), _PRODUCER, unknown="producer"
    ),
    _describe_g7_ai_model(
        "description",
        "description",
        ("description",),
        "[[models]] description: what it is for, what it was made from, where its limits are",
        unknown="description",
        free_text=True,
    ),
    _describe_g7_ai_model(
        "hash-value",
        "hash value",
        ("hashes[].content", "components[].hashes[].content"),
        _HASH,
        unknown="hash",
    ),
    _describe_g7_ai_model(
        "hash-algorithm",
        "hash algorithm",
        ("hashes[].alg", "components[].hashes[].alg"),
        _HASH,
        unknown="hash",
    ),
    _describe_g7_ai_model(
        "properties",
        "properties",
        (
            "modelCard.modelParameters.architectureFamily",
            "modelCard.modelParameters.modelArchitecture",
            "modelCard.properties[name=cdx:ai-ml:model:parameter:count].value",
            "properties[name=cdx:ai-ml:model:parameter:count].value",
        ),
        "[[models]] architecture; of weights at hand `lexbom sbom` reads it in their header",
        unknown="architecture",
    ),
    _describe_g7_ai_model(
        "input-output-properties",
        "input/output properties",
        (
            "modelCard.modelParameters.inputs[].format",
            "modelCard.modelParameters.outputs[].format",
            "modelCard.properties[name=cdx:ai-ml:model:modality].value",
            "properties[name=cdx:ai-ml:model:modality].value",
        ),
        '[[models]] inputs = ["audio"], outputs = ["text"]',
        unknown="inputs-outputs",
    ),
    _describe_g7_ai_model(
        "training-properties",
        "training properties",
        (
            "modelCard.modelParameters.approach.type",
            "modelCard.modelParameters.task",
            "modelCard.modelParameters.datasets[].ref",
            "modelCard.properties[name=cdx:ai-ml:model:parameter:tune_method].value",
        ),
        "[[models]] training_data, task",
        unknown="training",
    ),
    _describe_g7_ai_model("license", "licence", _LICENCES, "[[models]] license", unknown="licence"),
    _describe_g7_ai_model(
        "external-references",
        "external references",
        ("externalReferences[].url",),
        "[[models]] id of a hub model, or a card with its address beside the weights",
        unknown="external-references",
    ),
)
_OF_DATASETS = (
    _dataset("name", "name", ("name",), "[[datasets]] name"),
    _dataset(
        "description",
        "description",
        ("data[].description", "description"),
        "[[datasets]] description, or a card beside the data",
        unknown="description",
        free_text=True,
    ),
    _dataset(
        "content",
        "content",
        (
            "data[].contents.properties[].value",
            "data[].contents.url",
            "data[].contents.attachment.content",
        ),
        "`lexbom sbom` reads format, rows and columns of data at hand; of other data [[datasets]] statistics",
        unknown="content",
    ),
    _dataset(
        "identifier",
        "identifier",
        ("purl", "cpe", "swid.tagId", "externalReferences[type=distribution].url"),
        "[[datasets]] id",
        unknown="identifiers",
        note="No purl type exists for data sets: the address where it is had stands in for it",
    ),
    _dataset("hash", "hash", ("hashes[].content", "components[].hashes[].content"), _HASH, unknown="hash"),
    _dataset(
        "provenance",
        "provenance",
        (
            "data[].contents.properties[name=lexbom:provenance].value",
            "data[].governance.owners[].organization.name",
            "externalReferences[].url",
        ),
        "[[datasets]] provenance",
        unknown="provenance",
        free_text=True,
        note="CycloneDX has no field of its own for it",
    ),
    _dataset(
        "statistical-properties",
        "statistical properties",
        (
            "data[].contents.properties[name=lexbom:statistics].value",
            "data[].contents.properties[name=lexbom:rows].value",
            "data[].graphics.collection[].name",
        ),
        "[[datasets]] statistics: size, noise, known biases, classes",
        unknown="statistics",
        free_text=True,
        note="CycloneDX has no field of its own for it",
    ),
    _dataset(
        "sensitivity",
        "sensitivity",
        ("data[].classification", "data[].sensitiveData[]"),
        '[[datasets]] personal_data = "none" | "pseudonymised" | "personal" | "special-category" | "unknown"',
        unknown="sensitivity",
    ),
    _dataset(
        "dependency-relationship",
        "dependency relationship",
        ("dependencies[].dependsOn", "modelCard.modelParameters.datasets[].ref"),
        "[[models]] training_data of the model that was trained on it, or the code that loads it",
        check=checks.depended_on,
    ),
    _dataset("license", "licence", _LICENCES, "[[datasets]] license", unknown="licence"),
)
_OTHERS = (
    _take_g7_ai_statement(
        "Infrastructure",
        "infrastructure-software",
        "Infrastructure software",
        *(
            f"components[type={kind}].name"
            for kind in ("operating-system", "container", "framework", "platform")
        ),
        "components[type=library].name",
    ),
    _take_g7_ai_statement(
        "Infrastructure",
        "infrastructure-hardware",
        "Infrastructure hardware",
        "components[type=device].name",
    ),
    _take_g7_ai_statement(
        "Security properties", "security-controls", "Security controls", "declarations.claims[].predicate"
    ),
    _take_g7_ai_statement(
        "Security properties",
        "security-compliance",
        "Security compliance",
        "declarations.attestations[].summary",
        "metadata.component.externalReferences[type=attestation].url",
        "metadata.component.externalReferences[type=certification-report].url",
    ),
    _take_g7_ai_statement(
        "Security properties",
        "security-policy",
        "Cybersecurity policy information",
        "metadata.component.externalReferences[type=rfc-9116].url",
        what="https://.../.well-known/security.txt",
    ),
    _take_g7_ai_statement(
        "Security properties",
        "vulnerability-referencing",
        "Vulnerability referencing",
        "metadata.component.externalReferences[type=advisories].url",
        "metadata.component.externalReferences[type=vulnerability-assertion].url",
        what="https://.../advisories",
    ),
    _take_g7_ai_statement("Key performance indicators", "security-metrics", "Security metrics"),
    _take_g7_ai_statement(
        "Key performance indicators",
        "operational-kpis",
        "Operational performance KPIs",
        f"{_MODELS}.modelCard.quantitativeAnalysis.performanceMetrics[].value",
    ),
)

PROFILE = Profile(
    name="g7-ai",
    title="G7 SBOM for AI, Minimum Elements",
    version="2026-05-12",
    source="Element list from two public vocabularies of it; the document itself could not be read. The places in CycloneDX are lexbom's reading.",
    standing="Supplemental and expressly not mandatory.",
    leaves_out="the files that a model or data set consists of are looked at as parts of it",
    fields=(*_METADATA, *_SYSTEM, *_OF_MODELS, *_OF_DATASETS, *_OTHERS),
)
