// Evaluated in the page under test, which brings everything needed to look at pictures: a canvas.
globalThis.look = (() => {
  const scale = 4;
  const near = 4;
  const trace = 32;

  const load = async (type, base64) => {
    const image = new Image();
    image.src = `data:image/${type};base64,${base64}`;
    await image.decode();
    return image;
  };
  const draw = (image, width, height) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, width, height);
    return canvas;
  };
  const shrink = (image) => draw(image, Math.round(image.width / scale), Math.round(image.height / scale));
  const pixels = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;

  /** What a reader finds on the page: regions, headings, buttons, cards, and where each stands. */
  const boxes = () => {
    const found = {};
    for (const element of document.querySelectorAll('header, main, aside, section, article, h1, h2, h3, button, input, [role=log]')) {
      const { x, y, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || y > innerHeight || element.closest('[popover]') !== null) continue;
      const words = (element.getAttribute('aria-label') ?? element.title) || element.textContent;
      const name = `${element.localName} ${words.replace(/\s+/g, ' ').trim().slice(0, 40)}`;
      let key = name;
      for (let n = 2; key in found; n += 1) key = `${name} (${n})`;
      found[key] = [x, y, width, height].map(Math.round);
    }
    return found;
  };

  return {
    boxes: () => JSON.stringify(boxes(), null, 1).replace(/\[\s+(-?\d+),\s+(-?\d+),\s+(-?\d+),\s+(-?\d+)\s+\]/g, '[$1, $2, $3, $4]'),
    moved(text) {
      const before = JSON.parse(text);
      const now = boxes();
      const gone = Object.keys(before).filter((key) => !(key in now)).map((key) => `"${key}" is gone`);
      const come = Object.keys(now).filter((key) => !(key in before)).map((key) => `"${key}" is new`);
      const moved = Object.keys(now)
        .filter((key) => before[key]?.some((value, at) => Math.abs(value - now[key][at]) > near))
        .map((key) => `"${key}" stands elsewhere: ${now[key]}, before ${before[key]}`);
      return [...gone, ...come, ...moved];
    },
    small: async (now) => shrink(await load('png', now)).toDataURL('image/webp', 1).split(',')[1],
    async differs(now, before) {
      const kept = await load('webp', before);
      const a = pixels(draw(kept, kept.width, kept.height));
      const b = pixels(draw(shrink(await load('png', now)), kept.width, kept.height));
      let different = 0;
      for (let at = 0; at < a.length; at += 4)
        if (Math.max(Math.abs(a[at] - b[at]), Math.abs(a[at + 1] - b[at + 1]), Math.abs(a[at + 2] - b[at + 2])) > trace) different += 1;
      return different / (a.length / 4);
    },
  };
})();
