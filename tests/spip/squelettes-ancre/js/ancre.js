jQuery(function ($) {
	$('.ui.accordion').accordion({ exclusive: false });
	$('.ui.cookie.nag').nag({ key: 'ancre-cookies', value: 'vu' });
	$('.ui.message .close').on('click', function () { $(this).closest('.message').transition('fade'); });
});
