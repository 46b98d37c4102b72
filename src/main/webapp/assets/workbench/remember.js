// Remembers in this tab what was typed, for a reload. Only named fields; tokens and keys have no name.

const KEY = "freshet.workbench";

export function rememberForms(forms) {
  const fields = forms.flatMap((form) => [...form.elements].filter((field) => field.name).map((field) => [`${form.parentElement.id}.${field.name}`, field]));
  const kept = read();
  for (const [name, field] of fields) {
    if (name in kept) {
      put(field, kept[name]);
    }
  }
  const save = () => write(Object.fromEntries(fields.map(([name, field]) => [name, get(field)])));
  forms.forEach((form) => form.addEventListener("input", save));
}

const get = (field) => (field.type === "checkbox" ? field.checked : field.value);

function put(field, value) {
  if (field.type === "checkbox") {
    field.checked = value === true;
  } else {
    field.value = String(value);
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function write(values) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    // not remembered
  }
}
