// Finds what a person would press or fill in, by the words that are shown.
window.finder = window.finder || (function () {
  'use strict';
  var kinds = {
    press: 'a[href], button, summary, input[type=submit]',
    field: 'input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea, select',
    tick: 'input[type=checkbox], input[type=radio]'
  };
  var last = [];

  function plain(text) {
    return (text || '').replace(/\s+/g, ' ').trim();
  }

  function shown(element) {
    return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden' && !element.disabled;
  }

  function names(element) {
    var all = [element.getAttribute('aria-label')];
    if (element.labels) {
      Array.prototype.forEach.call(element.labels, function (label) {
        all.push(label.innerText.replace(/\s*\*\s*$/, ''));
      });
    }
    if (!element.labels || element.tagName === 'BUTTON') {
      all.push(element.innerText, element.value);
    }
    return all.map(plain).filter(Boolean);
  }

  function called(element, words, kind) {
    return names(element).some(function (name) {
      return name === words || kind === 'tick' && name.indexOf(words) >= 0;
    });
  }

  function distance(element, near) {
    var steps = 0;
    for (var each = element; each; each = each.parentElement, steps += 1) {
      if (plain(each.innerText).indexOf(near) >= 0) {
        return steps;
      }
    }
    return Infinity;
  }

  function find(kind, words, near) {
    if (document.readyState !== 'complete') {
      return {found: false};
    }
    last = Array.prototype.filter.call(document.querySelectorAll(kinds[kind]), function (each) {
      return shown(each) && called(each, words, kind);
    });
    var best = 0;
    last.forEach(function (each, index) {
      if (distance(each, near) < distance(last[best], near)) {
        best = index;
      }
    });
    if (!last.length || distance(last[best], near) === Infinity) {
      return {found: false};
    }
    last[best].scrollIntoView({block: 'center', inline: 'center'});
    var box = last[best].getClientRects()[0];
    var x = box.left + box.width / 2, y = box.top + box.height / 2;
    var there = document.elementFromPoint(x, y);
    var free = there && (last[best].contains(there) || there.contains(last[best]));
    return {found: Boolean(free), index: best, x: x, y: y};
  }

  function choose(index, entry) {
    var list = last[index];
    var option = Array.prototype.filter.call(list.options || [], function (each) {
      return plain(each.textContent) === entry;
    })[0];
    if (!option) {
      return false;
    }
    list.value = option.value;
    list.dispatchEvent(new Event('input', {bubbles: true}));
    list.dispatchEvent(new Event('change', {bubbles: true}));
    return true;
  }

  // Whether the focus is on what these words name, and whether a person sees that.
  function focused(words) {
    var element = document.activeElement;
    if (!element || element === document.body || !called(element, words, 'press')) {
      return 'elsewhere';
    }
    var style = getComputedStyle(element);
    var box = element.getBoundingClientRect();
    var lined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    return lined && box.right > 0 && box.bottom > 0 ? 'seen' : 'unseen';
  }

  return {find: find, choose: choose, focused: focused};
})();
