# Rapport on Debian's Node image; nothing else is needed. Build it in a checkout: docker build -t rapport .
FROM node:24-bookworm-slim

# PostgreSQL refuses to run as root, so the program does not either.
RUN useradd --system --create-home --home-dir /var/lib/rapport rapport
WORKDIR /opt/rapport

COPY package.json package-lock.json ./
RUN npm install --no-audit --no-fund

COPY . .
RUN node -e "import('./bin/build.mjs').then((build) => build.ensureBuilt())" \
 && npm prune --omit=dev --no-audit --no-fund \
 && install -d -o rapport -g rapport /opt/rapport/build /var/lib/rapport/data

USER rapport
ENV HOST=0.0.0.0 PORT=3000 RAPPORT_DATA=/var/lib/rapport/data NODE_COMPILE_CACHE=/var/lib/rapport/compile-cache
VOLUME /var/lib/rapport/data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --start-period=60s CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"

ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=16", "--max-old-space-size=1024", "src/main/cli.ts"]
CMD ["serve"]
