// The words of the classes of a trainee, beside those of words.js. The object is plain JSON, so that tests can read it too.
export const classWords = {
  "id": {
    "menu_class": "Kelas dan catatan pembimbing",
    "class_title": "Kelas",
    "class_about": "Kalau pembimbingmu memberi kode kelas, ia bisa membaca latihanmu dan menulis catatan. Sebelum ikut, kamu ditanya dulu.",
    "class_code": "Kode kelas",
    "class_name": "Namamu di kelas (boleh dikosongkan)",
    "class_ask": "Lihat apa artinya",
    "class_yes": "Ya, aku setuju",
    "class_no": "Tidak jadi",
    "class_joined": "Kamu sudah ikut. Terima kasih.",
    "class_left": "Kamu sudah keluar. Latihanmu tidak bisa dibaca lagi di kelas itu.",
    "class_in": "{class}, bersama {supervisor}",
    "class_as": "Namamu di sana: {name}",
    "class_leave": "Keluar dari {class}",
    "class_comments": "Catatan pembimbing untukmu",
    "class_turn": "Giliran {turn}: “{quote}”",
    "class_by": "{by}: {text}"
  },
  "en": {
    "menu_class": "Class and supervisor's comments",
    "class_title": "Class",
    "class_about": "If your supervisor gave you a class code, they can read your practice and write comments. You are asked before you join.",
    "class_code": "Class code",
    "class_name": "Your name in the class (may stay empty)",
    "class_ask": "See what it means",
    "class_yes": "Yes, I agree",
    "class_no": "Never mind",
    "class_joined": "You have joined. Thank you.",
    "class_left": "You have left. Your practice can't be read in that class any more.",
    "class_in": "{class}, with {supervisor}",
    "class_as": "Your name there: {name}",
    "class_leave": "Leave {class}",
    "class_comments": "Your supervisor's comments",
    "class_turn": "Turn {turn}: “{quote}”",
    "class_by": "{by}: {text}"
  }
};
