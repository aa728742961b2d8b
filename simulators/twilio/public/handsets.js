document.title = "Handsets";
