# Each target installs what it needs the first time; later it only checks that it is there.
.PHONY: setup browsers build demo screenshots test bench fuzz fuzz-media probe-corpus locales lint clean

NODE := $(shell command -v node)

# The compiler for WebAssembly, wasm-bindgen and the Node packages.
setup:
ifeq ($(NODE),)
	@echo "Node 20 or newer is needed: https://nodejs.org" >&2; exit 1
endif
	@node scripts/setup.mjs

browsers: setup
	@node scripts/setup.mjs browsers

# The npm package in pkg/, and the size of each entry.
build: setup
	@node scripts/build.mjs

# The demo app in a Worker, with the sandbox as PostPeer: sends the posts of the documentation and serves the composer.
demo: build
	@node www/demo.mjs

# Screenshots of the composer's main states, in www/screenshots.
screenshots: browsers build
	@node scripts/screenshots.mjs

# Native tests, the wasm tests in Node and Chromium, then all tests of the built package.
test: browsers build
	cargo test --quiet --features docs
	@node scripts/wasm-test.mjs
	@node scripts/test.mjs

# Benchmarks against the alternatives.
bench: build
	@set -e; for bench in tests/bench/[!_]*.mjs; do node $$bench; done

# Random posts against the official schema, until stopped or for FUZZ_SECONDS.
fuzz: build
	@node tests/conformance/fuzz.mjs

# The media parsers under cargo-fuzz (`cargo install cargo-fuzz` and a nightly compiler), one after the other, each for
# ten minutes or FUZZ_SECONDS.
fuzz-media:
	@node tests/media/corpus.mjs
	@set -e; for parser in iso ebml jpeg png gif webp pdf; do cargo +nightly fuzz run media_$$parser -- \
		-max_total_time=$(or $(FUZZ_SECONDS),600) -max_len=65536 -timeout=60 -print_final_stats=1; done

# Compares the prober with ffprobe, exiftool, heif-info and pdfinfo on a folder of media files (Debian: ffmpeg,
# libimage-exiftool-perl, libheif-examples, poppler-utils): their disagreements, and the bytes read.
probe-corpus: build
	@node tests/media/probe-corpus.mjs "$(DIR)"

# The ids that each locale lacks.
locales: build
	@node scripts/locales.mjs

lint: build
	@node scripts/lint.mjs

clean:
	rm -rf pkg target/package
