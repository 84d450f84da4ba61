/* hastened (values.py), compiled: makes instances of dataclasses without running their __init__.

   What a dataclass's own __init__ does is told by its fields: each argument goes to the slot of its field, each default
   to that of a field without one. A call of the class comes here by way of its tp_vectorcall, which stands for __new__
   and __init__; a call that is not in order goes on to these, which say what is wrong with it. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

enum { KINDS = 256 };

typedef struct {
    PyObject *name;
    PyObject *fallback; /* its default, or what makes one each time, or NULL */
    int made;           /* whether it is the latter */
    Py_ssize_t place;   /* where its slot lies in an instance */
} Field;

typedef struct {
    PyTypeObject *kind;
    Field *fields;
    /* so many fields there are; so many of them may be arguments, and so many without their names: always the first */
    Py_ssize_t count, arguments, positional;
} Plan;

static Plan plans[KINDS]; /* for as long as the process lives, as the classes do */
static int plan_count;

/* Call a class as if it had never come here. */
static PyObject *usual(PyObject *kind, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    Py_ssize_t named = names ? PyTuple_GET_SIZE(names) : 0;
    PyObject *result = NULL, *tuple = PyTuple_New(count), *dict = named ? PyDict_New() : NULL;
    if (!tuple || (named && !dict))
        goto done;
    for (Py_ssize_t k = 0; k < count; k++)
        PyTuple_SET_ITEM(tuple, k, Py_NewRef(args[k]));
    for (Py_ssize_t k = 0; k < named; k++)
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(names, k), args[count + k]) < 0)
            goto done;
    result = PyType_Type.tp_call(kind, tuple, dict);
done:
    Py_XDECREF(tuple);
    Py_XDECREF(dict);
    return result;
}

/* Return the slot of a field that is given by name; NULL if there is none that may be, or it was given already. */
static PyObject **slot_of(const Plan *plan, PyObject *made, PyObject *name)
{
    for (Py_ssize_t k = 0; k < plan->arguments; k++)
        if (plan->fields[k].name == name) { /* both are interned */
            PyObject **slot = (PyObject **)((char *)made + plan->fields[k].place);
            return *slot ? NULL : slot;
        }
    return NULL;
}

static PyObject *make(PyObject *kind, PyObject *const *args, size_t flags, PyObject *names)
{
    const Plan *plan = plans;
    while (plan->kind != (PyTypeObject *)kind)
        plan++;
    Py_ssize_t count = PyVectorcall_NARGS(flags), named = names ? PyTuple_GET_SIZE(names) : 0;
    if (count > plan->positional)
        return usual(kind, args, count, names);
    PyObject *made = plan->kind->tp_alloc(plan->kind, 0);
    if (!made)
        return NULL;
    for (Py_ssize_t k = 0; k < count; k++)
        *(PyObject **)((char *)made + plan->fields[k].place) = Py_NewRef(args[k]);
    for (Py_ssize_t k = 0; k < named; k++) {
        PyObject **slot = slot_of(plan, made, PyTuple_GET_ITEM(names, k));
        if (!slot) {
            Py_DECREF(made);
            return usual(kind, args, count, names);
        }
        *slot = Py_NewRef(args[count + k]);
    }
    for (Py_ssize_t k = count; k < plan->count; k++) {
        const Field *field = plan->fields + k;
        PyObject **slot = (PyObject **)((char *)made + field->place);
        if (*slot)
            continue;
        if (!field->fallback) {
            Py_DECREF(made);
            return usual(kind, args, count, names);
        }
        *slot = field->made ? PyObject_CallNoArgs(field->fallback) : Py_NewRef(field->fallback);
        if (!*slot) {
            Py_DECREF(made);
            return NULL;
        }
    }
    return made;
}

/* Return where a slot lies in the instances of a class, -1 with an exception if it has none of this name. */
static Py_ssize_t place_of(PyTypeObject *kind, PyObject *name)
{
    PyObject *slot = PyObject_GetAttr((PyObject *)kind, name);
    if (!slot)
        return -1;
    Py_ssize_t place = -1;
    if (Py_TYPE(slot) == &PyMemberDescr_Type && PyType_IsSubtype(kind, PyDescr_TYPE(slot)) &&
        ((PyMemberDescrObject *)slot)->d_member->type == T_OBJECT_EX)
        place = ((PyMemberDescrObject *)slot)->d_member->offset;
    else
        PyErr_Format(PyExc_TypeError, "%s.%U is no slot", kind->tp_name, name);
    Py_DECREF(slot);
    return place;
}

static PyObject *hasten(PyObject *module, PyObject *given)
{
    PyTypeObject *kind;
    PyObject *fields; /* of each its name, its default or NULL's stand-in, whether that is to be called */
    PyObject *missing;
    Plan plan = {0};
    (void)module;
    if (!PyArg_ParseTuple(given, "O!O!Onn", &PyType_Type, &kind, &PyTuple_Type, &fields, &missing, &plan.arguments,
                          &plan.positional))
        return NULL;
    plan.kind = kind;
    plan.count = PyTuple_GET_SIZE(fields);
    if (plan_count == KINDS || plan.arguments > plan.count || plan.positional > plan.arguments) {
        PyErr_SetString(PyExc_ValueError, "too many classes, or more arguments than fields");
        return NULL;
    }
    plan.fields = PyMem_New(Field, plan.count);
    if (!plan.fields)
        return PyErr_NoMemory();
    for (Py_ssize_t k = 0; k < plan.count; k++) {
        Field *field = plan.fields + k;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(fields, k), "UOp", &field->name, &field->fallback, &field->made) ||
            (field->place = place_of(kind, field->name)) < 0) {
            PyMem_Free(plan.fields);
            return NULL;
        }
        if (field->fallback == missing)
            field->fallback = NULL;
    }
    Py_INCREF(kind);
    Py_INCREF(fields);
    plans[plan_count++] = plan;
    kind->tp_vectorcall = make;
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"hasten", hasten, METH_VARARGS,
     "hasten(class, ((name, default, whether it is called), ...), no default, arguments, positional arguments)"},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "minutebook._values", .m_size = -1, .m_methods = functions,
};

PyMODINIT_FUNC PyInit__values(void)
{
    return PyModule_Create(&definition);
}
