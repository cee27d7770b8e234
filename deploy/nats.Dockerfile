# Debian's nats-server with our configuration.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends nats-server \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o nats -g nats /var/lib/nats/jetstream
COPY nats.conf /etc/rapport-nats.conf
USER nats
VOLUME /var/lib/nats
EXPOSE 4222
ENTRYPOINT ["/usr/sbin/nats-server", "-c", "/etc/rapport-nats.conf"]
