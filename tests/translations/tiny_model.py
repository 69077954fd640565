"""A translation model of a few kilobytes, as an Argos package holds one. It knows nothing: its weights are random."""

import io
import json


def make_tiny_model(folder, source_language, language):
    """Write a model that ctranslate2 loads and runs; what it says means nothing."""
    import ctranslate2.specs
    import sentencepiece

    pieces = io.BytesIO()
    words = ["de oogst van de aardappelen in de bergen", "la cosecha de la papa en las montañas"] * 20
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(words), model_writer=pieces, vocab_size=60, hard_vocab_limit=False, minloglevel=2
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces.getvalue())
    tokens = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec = ctranslate2.specs.TransformerSpec.from_config(1, 2)
    _weigh(spec, len(tokens))
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.validate()
    (folder / "model").mkdir(parents=True)
    spec.save(str(folder / "model"))
    (folder / "sentencepiece.model").write_bytes(pieces.getvalue())
    (folder / "metadata.json").write_text(json.dumps({"from_code": source_language, "to_code": language}))


def _weigh(spec, size, width=8):
    import numpy as np

    random = np.random.default_rng(1)

    def linear(layer, into, out_of):
        layer.weight = random.standard_normal((into, out_of)).astype(np.float32)
        layer.bias = np.zeros(into, np.float32)

    def norm(layer):
        layer.gamma, layer.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    for side in (spec.encoder, spec.decoder):
        for embeddings in side.embeddings if isinstance(side.embeddings, list) else [side.embeddings]:
            embeddings.weight = random.standard_normal((size, width)).astype(np.float32)
        norm(side.layer_norm)
        for layer in side.layer:
            linear(layer.self_attention.linear[0], 3 * width, width)
            linear(layer.self_attention.linear[1], width, width)
            norm(layer.self_attention.layer_norm)
            linear(layer.ffn.linear_0, 2 * width, width)
            linear(layer.ffn.linear_1, width, 2 * width)
            norm(layer.ffn.layer_norm)
            if cross := getattr(layer, "attention", None):
                for part, rows in zip(cross.linear, (width, 2 * width, width), strict=True):
                    linear(part, rows, width)
                norm(cross.layer_norm)
    linear(spec.decoder.projection, size, width)
