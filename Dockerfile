# The desk and the commands in one image: `docker build -t wirecopy . && docker run -p 8017:8017 -v "$PWD/news:/news" wirecopy serve /news --host 0.0.0.0`
FROM python:3.11-slim
WORKDIR /app
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY src ./src
RUN pip install --no-cache-dir ".[desk,mcp,warc]" && useradd --create-home reader
USER reader
WORKDIR /home/reader
EXPOSE 8017
ENTRYPOINT ["wirecopy"]
CMD ["--help"]
