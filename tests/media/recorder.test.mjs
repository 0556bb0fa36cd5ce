// Recordings as browsers make them: of a canvas with sound, and of a (simulated) camera, by the MediaRecorder of
// Chromium.
/* global MediaRecorder -- of the page */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { probeMedia } from '../../pkg/media.js';
import { browserPath, chromium } from '../../scripts/browsers.mjs';

const skip = browserPath('Chromium') ? false : 'Chromium is not installed';
let browser;
let server;
after(async () => {
  await browser?.close();
  server?.close();
});

/** A page of localhost, where cameras and microphones may be asked for. */
async function openPage() {
  browser ??= await chromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
  server ??= createServer((_, response) => response.end('<!doctype html>'));
  if (!server.listening) await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  return page;
}

/** Runs in the page: records for some seconds, in slices or as a whole. */
async function record({ source, mimeType, seconds, slice }) {
  if (!MediaRecorder.isTypeSupported(mimeType)) return null;
  let stream;
  if (source === 'camera') {
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 }, audio: true });
  } else {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const context = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      context.fillStyle = `hsl(${(frame += 7)} 90% 50%)`;
      context.fillRect(frame % 300, 0, 60, 180);
    }, 40);
    stream = canvas.captureStream(25);
  }
  const recorder = new MediaRecorder(stream, { mimeType });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise(resolve => (recorder.onstop = resolve));
  const started = performance.now();
  recorder.start(slice);
  await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  recorder.stop();
  const lasted = (performance.now() - started) / 1000;
  await stopped;
  stream.getTracks().forEach(track => track.stop());
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return { bytes: Array.from(bytes), type: recorder.mimeType, lasted };
}

for (const [source, mimeType, videoCodec, size] of [
  ['canvas', 'video/webm;codecs=vp8', 'vp8', [320, 180]],
  ['canvas', 'video/webm;codecs=vp9', 'vp9', [320, 180]],
  ['camera', 'video/webm;codecs=vp8,opus', 'vp8', [640, 480]],
  ['camera', 'video/mp4', undefined, [640, 480]],
]) {
  for (const slice of [undefined, 250]) {
    test(`${source} as ${mimeType}, ${slice ? 'in slices' : 'as a whole'}`, { skip }, async t => {
      const page = await openPage();
      const recording = await page.evaluate(record, { source, mimeType, seconds: 3, slice });
      await page.close();
      if (!recording) return t.skip('this browser does not record it');
      const bytes = Uint8Array.from(recording.bytes);
      const facts = await probeMedia(new Blob([bytes], { type: recording.type }));
      t.diagnostic(
        `${bytes.length} bytes of ${recording.type}, ${recording.lasted.toFixed(2)} s: ${JSON.stringify(facts)}`,
      );
      assert.equal(facts.kind, 'video');
      assert.equal(facts.typeMatches, true);
      assert.deepEqual([facts.displayWidth, facts.displayHeight], size);
      if (videoCodec) assert.equal(facts.videoCodec, videoCodec);
      if (source === 'camera') assert.equal(facts.audioCodec !== undefined, true);
      // The recorder starts late on a busy machine, and never lasts longer than its clock.
      assert.ok(
        facts.duration > 0.5 && facts.duration < recording.lasted + 0.5,
        `${facts.duration} s of ${recording.lasted} s`,
      );
      assert.ok(!facts.truncated);
      if (facts.frameRate !== undefined)
        assert.ok(facts.frameRate > 1 && facts.frameRate < 65, `${facts.frameRate} frames a second`);
    });
  }
}
