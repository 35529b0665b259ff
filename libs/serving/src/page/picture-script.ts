/**
 * What the demo page does with a field of a picture. Plain JavaScript that runs before the rest of the page's script;
 * `pictureOf(control)` gives the field's functions.
 */
export const pictureScript = `
const pictures = new Map();
const pictureOf = (control) => pictures.get(control.id);

function loadImage(url) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = url;
  });
}

function readAsUrl(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}

/** The usual colour of a picture's border: what is drawn on. */
function groundOf(context, side) {
  const { data } = context.getImageData(0, 0, side, side);
  const at = (x, y) => [0, 1, 2].map((channel) => data[(y * side + x) * 4 + channel]);
  const border = [];
  for (let step = 2; step < side; step += 7) border.push(at(step, 2), at(step, side - 3), at(2, step), at(side - 3, step));
  return [0, 1, 2].map((channel) => border.map((one) => one[channel]).sort((a, b) => a - b)[border.length >> 1]);
}

const asHex = (colour) => '#' + colour.map((value) => value.toString(16).padStart(2, '0')).join('');

function setUpPicture(field, examples) {
  const control = field.querySelector('[data-kind=image]');
  const canvas = field.querySelector('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const side = canvas.width;
  const pen = { size: field.querySelector('.pen-size'), colour: field.querySelector('.pen-colour') };
  let ground = [0, 0, 0];
  let isDrawn = false;
  let isFresh = true;
  let last = null;

  const fill = (colour) => {
    context.fillStyle = asHex(colour);
    context.fillRect(0, 0, side, side);
  };
  const setGround = (colour) => {
    ground = colour;
    const light = colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11;
    pen.colour.value = light > 128 ? '#000000' : '#ffffff';
  };
  const show = async (url) => {
    control.value = url || '';
    isDrawn = false;
    isFresh = true;
    if (!url) { fill(ground); return; }
    const image = await loadImage(url);
    const scale = Math.min(side / image.width, side / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    // Small pictures are shown by their pixels.
    context.imageSmoothingEnabled = scale < 2;
    fill(ground);
    context.drawImage(image, (side - width) / 2, (side - height) / 2, width, height);
    setGround(groundOf(context, side));
  };
  const clear = () => {
    fill(ground);
    isDrawn = true;
    isFresh = false;
  };
  const take = async (file) => {
    field.dispatchEvent(new Event('picture', { bubbles: true }));
    const url = await readAsUrl(file);
    try { await show(url); } catch {
      // The service says what is wrong with it.
      control.value = url;
      fill(ground);
    }
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * side, (event.clientY - box.top) / box.height * side];
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    // The first stroke begins a drawing of one's own; an example or a file would only be in the way.
    if (isFresh) clear();
    last = place(event);
    stroke(last);
  });
  const stroke = (to) => {
    context.strokeStyle = pen.colour.value;
    context.lineWidth = Number(pen.size.value) / 100 * side;
    context.lineCap = context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(last[0], last[1]);
    context.lineTo(to[0] + 0.01, to[1]);
    context.stroke();
    last = to;
    isDrawn = true;
  };
  canvas.addEventListener('pointermove', (event) => { if (last) stroke(place(event)); });
  const end = () => {
    if (!last) return;
    last = null;
    field.dispatchEvent(new Event('drawn', { bubbles: true }));
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);
  field.querySelector('.picture-clear').addEventListener('click', clear);
  field.querySelector('input[type=file]').addEventListener('change', (event) => {
    const [file] = event.target.files;
    if (file) take(file);
    event.target.value = '';
  });
  field.addEventListener('dragover', (event) => { event.preventDefault(); field.classList.add('over'); });
  field.addEventListener('dragleave', () => field.classList.remove('over'));
  field.addEventListener('drop', (event) => {
    event.preventDefault();
    field.classList.remove('over');
    const [file] = event.dataTransfer.files;
    if (file) take(file);
  });
  field.addEventListener('paste', (event) => {
    const file = [...event.clipboardData.files].find((one) => one.type.startsWith('image/'));
    if (file) take(file);
  });
  const strip = field.querySelector('.picture-examples');
  for (const url of examples.slice(0, 10)) {
    const button = make('button', 'thumbnail');
    button.type = 'button';
    button.setAttribute('aria-label', 'Use this example');
    const image = new Image();
    image.src = url;
    image.alt = '';
    button.append(image);
    button.addEventListener('click', () => { show(url); field.dispatchEvent(new Event('picture', { bubbles: true })); });
    strip.append(button);
  }
  pictures.set(control.id, {
    show,
    read: () => (isDrawn ? canvas.toDataURL('image/png') : control.value || undefined),
  });
  fill(ground);
  if (control.value) show(control.value);
}
`;
