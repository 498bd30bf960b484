// Tells the server the viewer's time zone, and lets one box tick all of a list. Pages work without it.
(function () {
  'use strict';
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && document.cookie.indexOf('mlconnector_zone=') < 0) {
    document.cookie = 'mlconnector_zone=' + encodeURIComponent(zone) + ';path=/;max-age=31536000;samesite=strict';
    if (document.querySelector('time')) {
      location.reload();
    }
  }
  document.addEventListener('change', function (event) {
    var all = event.target;
    if (all.matches && all.matches('input[data-all]')) {
      document.querySelectorAll('input[name="' + all.dataset.all + '"]').forEach(function (box) {
        box.checked = all.checked;
      });
    }
    if (all.matches && all.matches('select[data-go]') && all.value) {
      location.assign(all.value);
    }
  });

  // What is replaced while somebody is at it: the focus and what was folded open are found again.
  var kept = null;

  function likeness(element) {
    var form = element.closest('form');
    return [
      element.tagName, element.id, element.name, element.getAttribute('href'), element.getAttribute('aria-label'),
      element.tagName === 'INPUT' ? '' : element.textContent.trim(), form ? form.getAttribute('action') : ''
    ].join('|');
  }

  function alike(within, selector, wanted) {
    return Array.prototype.filter.call(within.querySelectorAll(selector), function (each) {
      return likeness(each) === wanted;
    })[0];
  }

  document.addEventListener('htmx:beforeSwap', function (event) {
    var target = event.detail.target, focused = document.activeElement;
    kept = {
      focus: focused && focused !== document.body && target.contains(focused) ? likeness(focused) : null,
      open: Array.prototype.map.call(target.querySelectorAll('details[open] > summary'), likeness)
    };
    if (target === document.body) {
      kept.open = [];
    }
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    var target = event.detail.target, last = kept;
    kept = null;
    if (!last) {
      return;
    }
    last.open.forEach(function (each) {
      var summary = alike(target, 'summary', each);
      if (summary) {
        summary.parentElement.open = true;
      }
    });
    var again = last.focus && alike(target, 'a, button, input, select, textarea, summary', last.focus);
    if (again && !target.contains(document.activeElement) || again && document.activeElement === document.body) {
      again.focus({preventScroll: true});
    }
  });
})();
