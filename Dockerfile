# One image: by itself it runs everything (private PostgreSQL and Redis in the
# data volume); docker-compose.yml gives it servers of their own. The caches
# (--mount) make the build of an upgrade one of what changed.

FROM node:22-bookworm-slim AS assets
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY web ./
RUN npm run build

FROM golang:1.26-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ make cmake dpkg-dev libfaiss-dev libopenblas-dev python3 python3-pip \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# What changes least comes first: the model (100 MB) and FAISS are kept.
COPY internal/search/embed/fetch/fetch-model.sh ./
RUN ./fetch-model.sh /models
# FAISS for AVX2 (any x86-64 of the last ten years): `--build-arg FAISS=debian`
# for older ones. Elsewhere Debian's is used.
ARG FAISS=native
COPY scripts scripts
RUN mkdir -p /faiss \
 && if [ "$FAISS" = native ] && [ "$(uname -m)" = x86_64 ]; then scripts/faiss-native.sh /faiss; fi
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
COPY --from=assets /src/web/static/dist web/static/dist
# Empty: the commit, where the sources are a clone.
ARG VERSION=
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    if [ -d /faiss/lib ]; then export FAISS_NATIVE=/faiss; fi \
 && internal/search/faiss/build.sh \
 && go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=${VERSION:-$(scripts/commit.sh)}" -o /studyapp ./cmd/studyapp
# What a container would else write for itself, 76 MB.
RUN STUDYAPP_MODELS=/models /studyapp model prepare

FROM debian:bookworm-slim
# The same programs, not services: no cluster is made, nothing is started. LLVM
# (130 MB) is only for PostgreSQL's jit, which studyapp turns off.
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-common \
 && mkdir -p /etc/postgresql-common/createcluster.d \
 && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/studyapp.conf \
 && apt-get install -y --no-install-recommends ca-certificates curl tini tzdata \
      libopenblas0-pthread libgomp1 libstdc++6 postgresql redis-server \
 && dpkg --purge --force-depends $(dpkg-query -W -f '${Package} ' 'libllvm*' 'libz3-*') \
 && rm -rf /usr/lib/postgresql/*/lib/llvmjit* /usr/lib/postgresql/*/lib/bitcode \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --home-dir /data --shell /usr/sbin/nologin studyapp \
 && install -d -o studyapp -g studyapp -m 0700 /data
COPY --from=build /models /usr/local/share/studyapp/models
COPY --from=build /studyapp /usr/local/bin/studyapp
USER studyapp
WORKDIR /data
ENV STUDYAPP_ADDR=:8080 STUDYAPP_DATA=/data XDG_CACHE_HOME=/data/cache
VOLUME /data
EXPOSE 8080
# The private servers need some seconds the first time.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD curl --fail --silent --output /dev/null http://127.0.0.1:8080/readyz
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "studyapp"]
CMD ["serve"]
