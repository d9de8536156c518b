'use strict';
const part = id => document.getElementById(id);
const query = new URLSearchParams(location.search);
const plain = query.has('plain');
document.body.classList.toggle('plain', plain);
if (query.has('token')) { // the cookie has it by now: it must not stay in the address, where others can read it
  history.replaceState(null, '', plain ? '/?plain' : '/');
}

// The picture: loaded after the page, since it never ends, and again when it was cut off.
function openPicture() { part('picture').src = '/picture.mjpg?' + Date.now(); }
part('picture').addEventListener('error', () => setTimeout(openPicture, 1000));
part('picture').addEventListener('load', () => {
  const picture = part('picture');
  if (picture.naturalWidth && !plain) {
    part('stage').style.aspectRatio = picture.naturalWidth + ' / ' + picture.naturalHeight;
  }
});
addEventListener('load', () => setTimeout(openPicture, 0));

let mixing = false;
let sliding = false;
let cut = false; // whether the connection was lost

function show(state) {
  const strip = part('strip');
  while (strip.children.length < state.styles.length) {
    const place = strip.children.length;
    const button = document.createElement('button');
    button.className = 'style';
    button.setAttribute('role', 'option');
    button.append(Object.assign(document.createElement('span'), {className: 'picture'}),
        Object.assign(document.createElement('span'), {className: 'name'}));
    button.addEventListener('click', () => turn(mixing ? {mix: place} : {choose: place}));
    strip.append(button);
  }
  state.styles.forEach((style, place) => {
    const button = strip.children[place];
    button.title = style.title;
    button.querySelector('.name').textContent = style.name;
    const selected = state.corners.includes(place);
    if (selected && button.getAttribute('aria-selected') === 'false') {
      button.scrollIntoView({block: 'nearest', inline: 'center', behavior: 'smooth'});
    }
    button.setAttribute('aria-selected', selected);
    if (style.picture && button.dataset.picture !== String(style.picture)) {
      button.dataset.picture = style.picture;
      const image = Object.assign(document.createElement('img'), {src: `/style/${place}.png?${style.picture}`, alt: ''});
      button.querySelector('.picture').replaceChildren(image);
    }
  });
  if (!sliding) {
    part('strength').value = Math.round(100 * state.strength);
  }
  part('strengthText').textContent = Math.round(100 * state.strength) + ' %';
  for (const id of ['bypass', 'mirror', 'cues']) {
    part(id).setAttribute('aria-pressed', state[id]);
  }
  part('tap').textContent = 'Tap ' + Math.round(state.tempo);
  part('dot').className = state.camera;
  part('sign').hidden = state.camera !== 'LOST';
  part('sign').textContent = 'Camera lost, last picture held';
  part('words').textContent = state.notice || (state.corners.length > 1
    ? state.corners.map(place => state.styles[place].name).join(' + ') : state.styles[state.corners[0]].title);
  part('figures').textContent = `${state.framesPerSecond.toFixed(1)} frames/s`;
  part('figures').title = `${state.size}, delay ${Math.round(state.delayMedianMillis)} ms, 99 % under `
      + `${Math.round(state.delayP99Millis)} ms; ${state.device}`;
}

async function ask(path, options) {
  try {
    const answer = await fetch(path, options);
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    show(await answer.json());
    if (cut) {
      cut = false;
      openPicture();
    }
  } catch (error) {
    cut = true;
    part('dot').className = 'LOST';
    part('words').textContent = error instanceof TypeError ? 'The connection is lost; it is tried again' : error.message;
  }
}

function turn(knobs) {
  return ask('/desk', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(knobs)});
}

// While the slider moves, one request at a time, and the last value always.
let sent = Promise.resolve();
let wanted = null;
part('strength').addEventListener('input', () => {
  sliding = true;
  const waiting = wanted !== null;
  wanted = part('strength').value / 100;
  part('strengthText').textContent = Math.round(100 * wanted) + ' %';
  if (!waiting) {
    sent = sent.then(() => {
      const strength = wanted;
      wanted = null;
      return turn({strength});
    });
  }
});
part('strength').addEventListener('change', () => { sliding = false; });
part('mix').addEventListener('click', () => {
  mixing = !mixing;
  part('mix').setAttribute('aria-pressed', mixing);
});
for (const id of ['bypass', 'mirror', 'cues']) {
  part(id).addEventListener('click', () => turn({[id]: true}));
}
part('tap').addEventListener('pointerdown', () => turn({tap: true})); // when the finger comes down, not when it leaves
part('tap').addEventListener('click', event => event.detail === 0 && turn({tap: true})); // by keyboard

if (!plain) {
  const poll = () => ask('/state').then(() => setTimeout(poll, document.hidden ? 5000 : 1000));
  poll();
}
