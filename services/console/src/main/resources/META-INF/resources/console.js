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
})();
