# Untested by the project's own tests: see docs/operating.md.
FROM node:22-bookworm-slim
WORKDIR /app
# The packages alone first: they change less often than the program.
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN node scripts/ensure-deps.mjs
COPY . .
RUN PATH="/app/node_modules/.bin:$PATH" node scripts/ensure-web.mjs
USER node
ENV HOST=0.0.0.0 MALLOC_ARENA_MAX=2
EXPOSE 3000
CMD ["node_modules/.bin/node", "--disable-proto=delete", "server/main.ts"]
