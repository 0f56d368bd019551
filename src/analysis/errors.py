"""One kind of error for everything a user can mend: it names place, fault and remedy."""


class InputError(Exception):
    """Something the user gave cannot be used.

    Attributes:
        place: Where: a file, a line in it, a parameter.
        fault: What is wrong there.
        remedy: What to do about it.
    """

    def __init__(self, place: object, fault: str, remedy: str) -> None:
        self.place = str(place)
        self.fault = fault
        self.remedy = remedy
        super().__init__(place, fault, remedy)

    def __str__(self) -> str:
        return f"{self.place}: {self.fault}. {self.remedy}"
