huggingface-cli download ggerganov/ggml
